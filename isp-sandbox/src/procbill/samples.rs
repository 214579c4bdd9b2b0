//! What a billing comes with. All names, numbers and passwords are invented.

use super::account::{
    DEBTOR, GROUP, HOUSE, House, OTHER_GROUP, ROOT_GROUP, SERVICE, SUBSCRIBER, SWITCH, Service, Subscriber,
    Switch,
};

pub(crate) fn subscribers() -> Vec<Subscriber> {
    let some = |text: &str| Some(text.to_owned());
    vec![
        Subscriber::group(ROOT_GROUP, None, "Все"),
        Subscriber::group(GROUP, Some(ROOT_GROUP), "Жилой сектор"),
        Subscriber::group(OTHER_GROUP, Some(ROOT_GROUP), "Организации"),
        Subscriber {
            parent_id: Some(GROUP),
            email: some("sokolov@example.test"),
            ip: Some([10, 0, 12, 34].into()),
            balance: 43_333,
            contract: some("000123"),
            phone: some("79000000001"),
            comment: some("подъезд 2 & \"домофон\" 'код' <38>"),
            password: some("pw-1204"),
            tariff_id: Some(17),
            home_id: Some(11),
            switch_id: Some(SWITCH),
            router_ip: Some([172, 16, 5, 9].into()),
            router_vlan: Some(105),
            router_port: Some(7),
            nas_ip: Some([192, 168, 1, 10].into()),
            ..Subscriber::new(SUBSCRIBER, "sokolov34", "Соколов Пётр Ильич")
        },
        Subscriber {
            parent_id: Some(GROUP),
            ip: Some([203, 0, 113, 7].into()),
            balance: -50,
            contract: some("000124"),
            phone: some("79000000002"),
            password: some("pw-1377"),
            tariff_id: Some(18),
            home_id: Some(11),
            ..Subscriber::new(DEBTOR, "lebedeva", "Лебедева Анна")
        },
        Subscriber {
            parent_id: Some(OTHER_GROUP),
            balance: 1_000_000,
            contract: some("Ю-7"),
            enabled: false,
            deleted: true,
            ..Subscriber::new(1402, "romashka", "ООО \"Ромашка\" & Ко")
        },
        Subscriber {
            financial: false,
            administrator: true,
            password: some("pw-5"),
            ..Subscriber::new(5, "operator", "Оператор")
        },
    ]
}

pub(crate) fn houses() -> Vec<House> {
    let house = |id, street: &str, number, liter: Option<&str>| House {
        id,
        pull_id: Some(3),
        connect_date: Some("2012-03-15 00:00:00".to_owned()),
        zip_code: Some("620000".to_owned()),
        country: Some("Россия".to_owned()),
        city: Some("Екатеринбург".to_owned()),
        region: None,
        street: Some(street.to_owned()),
        number: Some(number),
        liter: liter.map(str::to_owned),
    };
    vec![house(HOUSE, "Пробная", 1, None), house(11, "Садовая & Лесная", 12, Some("а"))]
}

pub(crate) fn switches() -> Vec<Switch> {
    vec![Switch {
        id: SWITCH,
        name: Some("sw-sadovaya-12 \"чердак\"".to_owned()),
        ip: Some([172, 16, 5, 9].into()),
        switch_type: Some("DES-3200".to_owned()),
        psw_snmp: Some("public-31".to_owned()),
        psw_ssh: Some("ssh-31".to_owned()),
        psw_telnet: None,
        home_id: Some(11),
        ports: Some(26),
    }]
}

pub(crate) fn services() -> Vec<Service> {
    vec![Service {
        id: SERVICE,
        user_id: SUBSCRIBER,
        usluga_id: Some(4),
        enabled: Some(1),
        create_date: Some("2014-01-15 10:00:00".to_owned()),
        next_date: None,
        count: Some(1),
        comment: Some("телефон".to_owned()),
        equipment_id: None,
        sip_id: Some("73430000001".to_owned()),
    }]
}
